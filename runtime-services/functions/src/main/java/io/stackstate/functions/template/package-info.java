/**
 * The template engine of settings and of synchronized elements: a grammar like that of
 * handlebars.scala with the helpers of topology sheet section 4.3. A template is compiled once into
 * a tree and rendered many times; this package knows no Groovy and no graph, nodes are looked up
 * through {@link io.stackstate.functions.template.NodeResolver}.
 */
package io.stackstate.functions.template;
