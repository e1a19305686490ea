/** Events of the elements that a query selects (health sheet, section 8.4). */
package io.stackstate.api.events;
