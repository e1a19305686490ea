/**
 * The records that services exchange, the topics they meet on, and their JSON. No behaviour beyond
 * (de)serialisation and validation; depends on nothing but Jackson.
 *
 * <p>{@code model} itself holds what every part needs, {@code model.intake} what the receiver
 * writes to {@code sts_topo_*}, {@code model.change} the change log, {@code model.settings} the
 * settings nodes and the status that services report back.
 */
package io.stackstate.model;
