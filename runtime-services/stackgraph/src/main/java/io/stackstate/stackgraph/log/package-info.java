/** Which change log the graph was made from, and what it takes to write that log anew. */
package io.stackstate.stackgraph.log;
