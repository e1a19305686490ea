/** Problems and their root causes, as clients see them (health sheet, section 7). */
package io.stackstate.api.problem;
