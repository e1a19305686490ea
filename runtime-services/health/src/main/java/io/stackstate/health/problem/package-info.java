/** What is wrong, by root cause; pure (health sheet, section 7). */
package io.stackstate.health.problem;
