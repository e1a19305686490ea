/**
 * The one HTTP client of all outputs: time limits, bounded answers, no redirects, credentials, and
 * the guard against internal addresses (health sheet, section 13.3 items 4, 5 and 7).
 */
package io.stackstate.automation.output.http;
