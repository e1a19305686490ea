/**
 * The REST API: {@code http} turns requests into calls of handlers and answers into JSON, {@code
 * auth} says who calls, {@code topology} answers queries and shows elements now and in the past,
 * {@code stql} helps to write queries, {@code sync} declares integrations and shows how they do,
 * {@code topics} shows what stands on Kafka, {@code info} tells what server this is; {@code kafka}
 * holds all that knows Kafka.
 */
package io.stackstate.api;
