/** StackPack archives: reading, their manifest and resources, packaging (topology sheet, 7). */
package io.stackstate.stackpacks.archive;
