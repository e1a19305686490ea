/** What the runner of monitors and the API tell each other (health sheet, section 3). */
package io.stackstate.model.monitor;
