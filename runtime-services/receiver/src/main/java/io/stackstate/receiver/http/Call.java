package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * One request whose path is known and whose key, if it has one outside of its body, is valid.
 *
 * @param authenticated false when it has no key outside of its body
 */
record Call(ServiceRequestContext context, HttpRequest request, boolean authenticated) {

  String client() {
    return context.clientAddress().getHostAddress();
  }
}
