using MlOpsDashboard.Api;
using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class QueryListTests
{
    [Theory]
    [InlineData("a:1,a:2", "a:1|a:2")]
    [InlineData(" a:1 , a:2 ,", "a:1|a:2")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"a \"\"b\"\"\", \" c \"", "a \"b\"| c ")]
    [InlineData("a\"b,c", "a\"b|c")]
    [InlineData(",,", "")]
    [InlineData("", "")]
    public void A_comma_separates_and_quotes_hold_together(string list, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), QueryList.Read("ids", [list]));

    [Fact]
    public void A_parameter_may_come_several_times() => Assert.Equal(["a", "b", "c,d"], QueryList.Read("ids", ["a,b", "\"c,d\"", null]));

    [Theory]
    [InlineData("a:1,b:2", "a:1|b:2")]
    [InlineData("a,b:1,a,b:2", "a,b:1|a,b:2")]
    [InlineData("a, b:Production,c:latest", "a, b:Production|c:latest")]
    [InlineData("\"a,b:1\",c:2", "a,b:1|c:2")]
    [InlineData("a,b", "a,b")]
    public void A_model_id_ends_in_its_version(string list, string expected) => Assert.Equal(expected.Split('|'), QueryList.ReadModelIds("ids", [list]));

    [Theory]
    [InlineData("\"a,b")]
    [InlineData("\"a\"b,c")]
    public void A_quote_that_is_not_closed_is_told(string list) =>
        Assert.Contains("ids", Assert.Throws<InvalidException>(() => QueryList.Read("ids", [list])).Errors.Keys);

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a,b", "\"")]
    [InlineData(" a", "ü&=%")]
    public void What_is_written_is_read_again(string first, string second) =>
        Assert.Equal([first, second], QueryList.Read("ids", [Uri.UnescapeDataString(QueryList.Write([first, second]))]));
}
