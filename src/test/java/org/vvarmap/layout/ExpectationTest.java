package org.vvarmap.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.layout.Expectation.Verdict;

class ExpectationTest {

    private record Row(String json, Layout layout, Verdict verdict) {
        @Override
        public String toString() {
            return json + " " + verdict;
        }
    }

    private static final Layout OPEN =
            Layouts.X86_FOUR.with(FactKey.REGIONS, Fact.unknown("x")).with(FactKey.ELF_AT_VDSO_START, Fact.unknown("x"));

    private static final Layout RANGE = Layouts.X86_FOUR.with(FactKey.REGIONS, new Fact.Regions(List.of(
            new Region("[vvar]", Region.Holds.DATA, new Pages.Range(1, 3, "CONFIG_TIME_NS")))));

    static Stream<Row> rows() {
        return Stream.of(
                new Row("{'fact':'elfAtVdsoStart','in':[true,null]}", Layouts.X86_FOUR, Verdict.HOLDS),
                new Row("{'fact':'elfAtVdsoStart','in':[true,null]}", Layouts.PPC_FRONT, Verdict.FAILS),
                new Row("{'fact':'elfAtVdsoStart','in':[true,null]}", Layout.none(), Verdict.HOLDS),
                new Row("{'fact':'elfAtVdsoStart','in':[true]}", Layout.none(), Verdict.FAILS),
                new Row("{'fact':'elfAtVdsoStart','in':[true]}", OPEN, Verdict.UNKNOWN),
                new Row("{'names':['[vvar]','[vdso]']}", Layouts.X86_FOUR, Verdict.HOLDS),
                new Row("{'names':['[vvar]','[vdso]']}", Layouts.X86_VCLOCK, Verdict.FAILS),
                new Row("{'names':['[vvar]']}", Layout.none(), Verdict.HOLDS),
                new Row("{'names':['[vvar]']}", OPEN, Verdict.UNKNOWN),
                new Row("{'adjacent':['[vdso]','[vvar]']}", Layouts.X86_FOUR, Verdict.HOLDS),
                new Row("{'adjacent':['[vvar]','[vdso]']}", Layouts.X86_VCLOCK, Verdict.FAILS),
                new Row("{'adjacent':['[vvar]','[vdso]']}", Layouts.PPC_OLD, Verdict.HOLDS),
                new Row("{'order':['[vvar]','[vdso]']}", Layouts.X86_VCLOCK, Verdict.HOLDS),
                new Row("{'order':['[vdso]','[vvar]']}", Layouts.X86_VCLOCK, Verdict.FAILS),
                new Row("{'pages':'[vvar]','min':4,'max':4}", Layouts.X86_FOUR, Verdict.HOLDS),
                new Row("{'pages':'[vvar]','max':3}", Layouts.X86_FOUR, Verdict.FAILS),
                new Row("{'pages':'[vdso]','max':2}", Layouts.X86_FOUR, Verdict.UNKNOWN),
                new Row("{'pages':'[gone]','max':2}", Layouts.X86_FOUR, Verdict.HOLDS),
                new Row("{'pages':'[vvar]','max':3}", RANGE, Verdict.HOLDS),
                new Row("{'pages':'[vvar]','max':2}", RANGE, Verdict.UNKNOWN),
                new Row("{'pages':'[vvar]','min':4}", RANGE, Verdict.FAILS),
                new Row("{'not':{'names':['[vvar]','[vdso]']}}", Layouts.X86_VCLOCK, Verdict.HOLDS),
                new Row("{'not':{'names':['[vvar]']}}", OPEN, Verdict.UNKNOWN),
                new Row("{'all':[{'names':['[vvar]']},{'fact':'vdso','in':['none']}]}", OPEN, Verdict.FAILS),
                new Row("{'all':[{'names':['[vvar]']},{'fact':'vdso','in':['image']}]}", OPEN, Verdict.UNKNOWN),
                new Row("{'any':[{'names':['[vvar]']},{'fact':'vdso','in':['image']}]}", OPEN, Verdict.HOLDS),
                new Row("{'any':[{'names':['[vvar]']},{'fact':'vdso','in':['none']}]}", OPEN, Verdict.UNKNOWN),
                new Row("{'any':[{'fact':'timens','in':[true]},{'fact':'vdso','in':['none']}]}", OPEN, Verdict.FAILS));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void asksALayout(Row row) throws ExpectationJson.MalformedExpectation {
        assertThat(Layouts.expectation(row.json().replace('\'', '"')).of(row.layout())).isEqualTo(row.verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "7", "[]", "{}", "{'x':1}", "{'fact':'elf','in':[true]}", "{'fact':'regions','in':['x']}",
        "{'fact':'timens','in':['true']}", "{'fact':'timens','in':[null]}", "{'fact':'vdso','in':['gone']}",
        "{'fact':'vdso','in':[true]}", "{'fact':'vdso','in':[]}", "{'fact':'vdso'}", "{'fact':'vdso','in':['none'],'x':1}",
        "{'fact':'vdso','in':[[]]}", "{'fact':'vdso','in':[{}]}", "{'names':[]}", "{'names':[7]}", "{'names':'x'}",
        "{'names':['a','a']}", "{'adjacent':['a']}", "{'pages':'a'}", "{'pages':'a','min':3,'max':2}",
        "{'pages':'a','max':-1}", "{'pages':'a','max':1e99}", "{'pages':'a','max':'2'}", "{'all':[]}", "{'all':[7]}",
        "{'not':null}", "{'names':['a'],'order':['a']}"
    })
    void refusesWhatIsNoExpectation(String json) {
        assertThatThrownBy(() -> Layouts.expectation(json.replace('\'', '"')))
                .isInstanceOf(ExpectationJson.MalformedExpectation.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void doesNotGoDownForEver() {
        String deep = "{\"not\":".repeat(100) + "{\"names\":[\"a\"]}" + "}".repeat(100);
        assertThatThrownBy(() -> Layouts.expectation(deep)).isInstanceOf(ExpectationJson.MalformedExpectation.class);
    }
}
