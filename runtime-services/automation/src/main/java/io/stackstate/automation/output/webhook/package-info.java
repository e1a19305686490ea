/** The webhook and the shapes of its body (health sheet, sections 10.4, 12.1 and 12.3). */
package io.stackstate.automation.output.webhook;
