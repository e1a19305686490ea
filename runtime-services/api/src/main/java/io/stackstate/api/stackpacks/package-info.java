/** StackPacks over REST, kept in StackGraph. */
package io.stackstate.api.stackpacks;
