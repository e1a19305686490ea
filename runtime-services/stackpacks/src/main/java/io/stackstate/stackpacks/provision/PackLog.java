package io.stackstate.stackpacks.provision;

import com.stackstate.stackpack.ProvisioningContext.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What provisioning scripts log, without passwords; the logger's name ends in the pack's. */
record PackLog(Logger logger, OpenedPasswords passwords) implements Log {
  PackLog(String pack, OpenedPasswords passwords) {
    this(LoggerFactory.getLogger("io.stackstate.stackpacks.script." + pack), passwords);
  }

  private String text(Object message) {
    return passwords.blotted(String.valueOf(message));
  }

  @Override
  public void debug(Object message) {
    logger.debug("{}", text(message));
  }

  @Override
  public void info(Object message) {
    logger.info("{}", text(message));
  }

  @Override
  public void warning(Object message) {
    logger.warn("{}", text(message));
  }

  @Override
  public void warn(Object message) {
    logger.warn("{}", text(message));
  }

  @Override
  public void error(Object message) {
    logger.error("{}", text(message));
  }
}
