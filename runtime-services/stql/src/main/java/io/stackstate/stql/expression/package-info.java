/**
 * What a query means, as immutable data, and its canonical text. Knows no parser and no topology.
 */
package io.stackstate.stql.expression;
