/**
 * Checks that come with elements, evaluated over metrics and events as they stream by (health
 * sheet, section 2); pure.
 */
package io.stackstate.health.check;
