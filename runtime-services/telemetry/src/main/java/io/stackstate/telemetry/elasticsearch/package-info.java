/** Where events are stored; the only package that knows Elasticsearch. */
package io.stackstate.telemetry.elasticsearch;
