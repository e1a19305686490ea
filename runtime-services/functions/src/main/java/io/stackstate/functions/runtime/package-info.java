/** What scripts find in their variables: topology sheet section 6. */
package io.stackstate.functions.runtime;
