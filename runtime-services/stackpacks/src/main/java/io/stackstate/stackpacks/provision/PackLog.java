package io.stackstate.stackpacks.provision;

import com.stackstate.stackpack.ProvisioningContext.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What provisioning scripts log; the logger's name ends in the name of the pack. */
record PackLog(Logger logger) implements Log {
  PackLog(String pack) {
    this(LoggerFactory.getLogger("io.stackstate.stackpacks.script." + pack));
  }

  @Override
  public void debug(Object message) {
    logger.debug("{}", message);
  }

  @Override
  public void info(Object message) {
    logger.info("{}", message);
  }

  @Override
  public void warning(Object message) {
    logger.warn("{}", message);
  }

  @Override
  public void warn(Object message) {
    logger.warn("{}", message);
  }

  @Override
  public void error(Object message) {
    logger.error("{}", message);
  }
}
