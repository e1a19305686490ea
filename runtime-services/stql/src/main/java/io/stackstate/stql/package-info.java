/**
 * STQL, the query language that selects components: {@code Query.parse} reads it, {@code
 * QueryEngine} answers it from a {@code TopologySnapshot}, of the present or of the past alike.
 *
 * <p>Text becomes an expression ({@code stql.syntax} builds {@code stql.expression}), the planner
 * orders it by what the snapshot's indexes say, and the evaluation combines bitmaps.
 */
package io.stackstate.stql;
