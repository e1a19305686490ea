/** Pagers and ticket systems (health sheet, section 12.2). */
package io.stackstate.automation.output.ticket;
