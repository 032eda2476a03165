using MlOpsDashboard.Components.Tables;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Tables;

public sealed class TableFileTests
{
    [Fact]
    public void A_list_becomes_a_file_with_all_digits_and_no_formula()
    {
        IReadOnlyList<TableColumn<(string Name, double? Value, DateTimeOffset At)>> columns =
        [
            new("name", "Name, whole", row => row.Name),
            new("value", "Value", row => row.Value),
            new("at", "At", row => row.At),
        ];
        var noon = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

        string file = TableFile.Of(columns, [("a \"b\"\nc", 0.1234567890123456, noon), ("=1+1", null, noon)]);

        Assert.Equal(
            "\"Name, whole\",Value,At\r\n\"a \"\"b\"\"\nc\",0.1234567890123456,2026-11-30T12:00:00Z\r\n'=1+1,,2026-11-30T12:00:00Z\r\n",
            file);
    }
}
