/**
 * Makes the platform what the custom resources say, and reports back in their status. It talks to
 * the platform through its REST API only (design, section 7).
 */
package io.stackstate.operator;
