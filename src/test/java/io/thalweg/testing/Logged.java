package io.thalweg.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class of ours logs while this is open, from {@code INFO} on, in place of the console. */
public final class Logged implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public Logged(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        before = this.logger.getLevel();
        this.logger.setLevel(Level.INFO);
        this.logger.setAdditive(false);
        appender.start();
        this.logger.addAppender(appender);
    }

    /** Level and message of each line. */
    public List<String> lines() {
        return appender.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
