/** What is wrong in a snapshot, and where it comes from; pure (health sheet, section 7). */
package io.stackstate.api.cause;
