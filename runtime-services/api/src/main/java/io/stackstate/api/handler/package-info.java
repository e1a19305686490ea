/** Event handlers over REST: their definitions, how they do, and what people ask of them. */
package io.stackstate.api.handler;
