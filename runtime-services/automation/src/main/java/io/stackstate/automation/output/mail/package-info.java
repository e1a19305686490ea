/** E-mail (health sheet, sections 9.4, 9.5 and 10.2). */
package io.stackstate.automation.output.mail;
