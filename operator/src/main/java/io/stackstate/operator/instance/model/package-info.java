/**
 * What a {@code StackStateInstance} stands for in a cluster: from its spec and a few facts to all
 * objects, complete and in stages. Pure: nothing here talks to an API server.
 */
package io.stackstate.operator.instance.model;
