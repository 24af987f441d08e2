package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nu.validator.validation.SimpleDocumentValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The Nu HTML checker has no error and no warning for any page of the shipped report, its drawings, or its style sheet. */
class ValidationTest {

    private final List<String> messages = new ArrayList<>();
    private SimpleDocumentValidator validator;
    private String page = "";

    /** Keeps what the checker says. */
    private final ErrorHandler keeper = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {
            keep(e);
        }

        @Override
        public void error(SAXParseException e) {
            keep(e);
        }

        @Override
        public void fatalError(SAXParseException e) {
            keep(e);
        }

        private void keep(SAXParseException e) {
            messages.add(page + ":" + e.getLineNumber() + ": " + e.getMessage());
        }
    };

    @BeforeEach
    void setUp() throws Exception {
        validator = new SimpleDocumentValidator();
        validator.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", keeper);
        validator.setUpValidatorAndParsers(keeper, false, false);
        validator.setAllowCss(true);
    }

    private void html(String path, String text) throws IOException, SAXException {
        validator.checkHtmlInputSource(source(path, text));
    }

    private void css(String path, String text) throws IOException, SAXException {
        validator.checkCssInputSource(source(path, text));
    }

    /** As bytes, which is how the checker takes a style sheet for one. */
    private InputSource source(String path, String text) {
        page = path;
        InputSource source = new InputSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        source.setEncoding("utf-8");
        // An address of the web, so that the page's policy can be read as one: 'self' is nothing on a disk.
        source.setSystemId("https://vvarmap.example/" + path.replace(' ', '-'));
        return source;
    }

    @Test
    void every_page_is_valid() throws IOException, SAXException {
        Map<String, String> files = Site.pages(Samples.shipped());
        int pages = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".html")) {
                html(file.getKey(), file.getValue());
                pages++;
            }
        }
        css("style.css", files.get("style.css"));
        String data = files.get("data.js");
        int drawings = 0;
        for (JsonElement drawing : JsonParser.parseString(data.substring(data.indexOf('{'), data.lastIndexOf(';')))
                .getAsJsonObject().getAsJsonArray("drawings")) {
            html("drawing " + ++drawings, "<!doctype html><html lang=en><meta charset=utf-8><title>x</title>" + drawing.getAsString());
        }
        assertThat(messages).isEmpty();
        assertThat(pages).isGreaterThan(100);
        assertThat(drawings).isGreaterThan(10);
    }

    @Test
    void pages_with_hostile_text_are_valid() throws IOException, SAXException {
        for (Map.Entry<String, String> file : Site.pages(Material.of(Samples.all())).entrySet()) {
            if (file.getKey().endsWith(".html")) {
                html(file.getKey(), file.getValue());
            }
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void the_checker_finds_what_is_wrong() throws IOException, SAXException {
        html("a", "<!doctype html><html lang=en><title>x</title><p>x</p><svg viewBox=\"0 0 1 1\"><rect widht=\"1\"/></svg>");
        css("b", "p { colour: red; width: 3 pixels }");
        assertThat(messages).anyMatch(message -> message.startsWith("a:") && message.contains("widht"))
                .anyMatch(message -> message.startsWith("b:") && message.contains("colour"));
    }
}
