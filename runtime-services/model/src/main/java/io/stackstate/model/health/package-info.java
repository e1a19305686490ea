/** Health streams as {@code health} keeps and shows them (health sheet, section 4). */
package io.stackstate.model.health;
