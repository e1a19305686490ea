/** Check states at the elements that they are about; pure (health sheet, sections 1.2 and 4.4). */
package io.stackstate.health.element;
