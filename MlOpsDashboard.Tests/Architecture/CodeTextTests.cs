using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("f(\"x // y\", 'z')", "f(\"      \", ' ')")]
    [InlineData("f(\"a\\\"b\") c", "f(\"    \") c")]
    [InlineData("f(@\"a\"\"b\\\") c", "f(@\"     \") c")]
    [InlineData("f($\"a{b[\"k\"]}c{{d\") e", "f($\" {b[\" \"]}    \") e")]
    [InlineData("f(\"\") c", "f(\"\") c")]
    [InlineData("f(\"\"\"a \"b\" c\"\"\") d", "f(\"\"\"       \"\"\") d")]
    [InlineData("f($$\"\"\"a {b} {{c}} d\"\"\") e", "f($$\"\"\"      {{c}}  \"\"\") e")]
    [InlineData("@class x", "@class x")]
    public void Strings_and_comments_are_blanked_and_code_stays(string text, string expected) =>
        Assert.Equal(expected, CodeText.OfCSharp(text));

    [Fact]
    public void Razor_loses_its_comments_only() =>
        Assert.Equal("      <p>@x</p>          ", CodeText.OfRazor("@* a*@<p>@x</p><!-- b -->"));
}
