/** How the health of an element reaches those that depend on it; pure (health sheet, section 5). */
package io.stackstate.health.propagation;
