/** Service tokens that the API makes, lists and revokes. */
package io.stackstate.api.tokens;
