/** STJ and STY documents: reading, the plan of an import, export (topology sheet, section 4). */
package io.stackstate.stackpacks.stj;
