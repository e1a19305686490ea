/**
 * The role {@code automation}: events become notifications of event handlers (health sheet,
 * sections 9, 10 and 13).
 */
package io.stackstate.automation;
