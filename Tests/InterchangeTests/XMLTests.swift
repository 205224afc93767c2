import Interchange
import Testing

private func fault(_ text: String) -> EditFileError? {
    do throws(EditFileError) {
        _ = try XMLTree.parse(text)
        return nil
    } catch {
        return error
    }
}

@Suite struct XMLTests {
    @Test func whatIsWrittenIsReadAsTheSame() throws {
        let nasty = [
            "a & b < c > \"d\" 'e' ]]>", "  edges  ", "two\nlines\r\n\tand a tab", "🎬 שלום ٣ é e\u{301}", "", " ", "&amp;", "\u{FEFF}x",
        ]
        for text in nasty {
            let node = XMLNode("root", ["note": text], [XMLNode("name", text: text), XMLNode("empty")])
            let tree = try XMLTree.parse(XMLNode.document(node, doctype: "root"))
            #expect(tree.attributes == ["note": text])
            #expect(tree.text("name") == text)
            #expect(tree.text("empty") == "")
        }
    }

    @Test func charactersThatNoXMLHoldsAreDropped() throws {
        let text = "a\u{0}b\u{1}\u{1F}c\u{FFFE}\u{FFFF}d\u{7F}"
        let written = XMLNode.document(XMLNode("r", ["k": text], text: text), doctype: nil)
        #expect(try XMLTree.parse(written).text == "abcd\u{7F}")
        #expect(try XMLTree.parse(written).attributes == ["k": "abcd\u{7F}"])
    }

    @Test func elementsStandOnLinesOfTheirOwn() {
        let node = XMLNode("a", ["x": "1", "b": "2"], [XMLNode("c", text: ""), XMLNode("d"), XMLNode("e", [XMLNode("f", text: "3")])])
        #expect(
            XMLNode.document(node, doctype: "a") == """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE a>
                <a x="1" b="2">
                  <c></c>
                  <d/>
                  <e>
                    <f>3</f>
                  </e>
                </a>

                """)
    }

    @Test func aTreeIsFoundByNamesAndKnowsItsPlaces() throws {
        let tree = try XMLTree.parse(
            "\u{FEFF}<?xml version='1.0'?>\n<!-- <no/> -->\n<a>\n  é<b n='1'>7</b><b>x</b>\r\n <c><b>9</b></c>text</a>\n<!-- end -->")
        #expect((tree.line, tree.column) == (3, 1))
        #expect(tree.first("b").map { [$0.line, $0.column] } == [4, 4])
        #expect(tree.first("c").map { [$0.line, $0.column] } == [5, 2])
        #expect(tree.all("b").map(\.text) == ["7", "x"])
        #expect(tree.everywhere("b").map(\.text) == ["7", "x", "9"])
        #expect(tree.int("b") == 7)
        #expect(tree.int("c") == nil)
        #expect(tree.text("z") == nil)
        #expect(tree.text == "é\n text")
    }

    @Test func entitiesNumbersAndSectionsAreRead() throws {
        let tree = try XMLTree.parse("<a k=\"&#x41;&#66;&apos;&#10;\n\">\n &lt;&#32;<![CDATA[ <b>&amp; ]]>\n</a>")
        #expect(tree.attributes["k"] == "AB'\n ")
        #expect(tree.text == "<  <b>&amp; ")
    }

    @Test func entitiesOfADocumentTypeAreNone() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;>\"><!ENTITY c SYSTEM 'file:///etc/passwd'>]>\n<a>&c;</a>"
        #expect(fault(bomb) == EditFileError("'&c;' is no entity of XML", line: 2, column: 4))
    }

    @Test(arguments: [
        ("", "the file holds no element"), ("words", "an element was expected"), ("<a>", "'a' is not closed"),
        ("<a", "'<a' is not closed by '>'"), ("<a><b></a>", "'a' closes what 'b' in line 1 opened"),
        ("<a/>x", "something stands after the end of 'a'"),
        ("<a b/>", "'b' of 'a' has no value"), ("<a b=c/>", "the value of 'b' stands in no quotes"),
        ("<a b='c/>", "the value of 'b' has no end"),
        ("<a b='' b=''/>", "'a' has 'b' twice"), ("<a>& b</a>", "'&' begins no entity"), ("<a>&#0;</a>", "'&#0;' is no entity of XML"),
        ("<a>&#xD800;</a>", "'&#xD800;' is no entity of XML"), ("<a><!-- ", "a comment has no end"),
        ("<!DOCTYPE a", "the document type has no end"),
        ("<>", "a name was expected"), ("<a></", "a name was expected"),
    ])
    func aBrokenFileIsSaidWithItsFirstFault(text: String, message: String) {
        #expect(fault(text)?.message == message)
        #expect(fault(text)?.line == 1)
    }

    @Test func depthHasAnEnd() {
        #expect(fault(String(repeating: "<a>", count: 100_000))?.message == "elements lie more than 200 deep")
        #expect(fault(String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)) == nil)
    }
}
