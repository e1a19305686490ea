/** Check states, own and propagated health of elements: the role {@code health}. */
package io.stackstate.health;
