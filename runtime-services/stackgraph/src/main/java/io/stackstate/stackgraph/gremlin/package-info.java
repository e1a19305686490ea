/** Gremlin for administrators: reading the current graph, and nothing else of the store. */
package io.stackstate.stackgraph.gremlin;
