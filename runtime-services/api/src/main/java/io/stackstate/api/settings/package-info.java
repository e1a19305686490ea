/** Settings nodes: kept in StackGraph, imported and exported over REST, published to services. */
package io.stackstate.api.settings;
