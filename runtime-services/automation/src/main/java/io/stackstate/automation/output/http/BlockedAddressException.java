package io.stackstate.automation.output.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** All addresses of a name are ones that outputs may not connect to. */
public final class BlockedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  BlockedAddressException(String host, InetAddress address) {
    super(
        host
            + ": found the address "
            + address.getHostAddress()
            + ", expected one that is not internal (stackstate.automation.outputs.allowedAddresses)");
  }
}
