using System.Text.Json;
using MlOpsDashboard.Api;
using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class JsonConventionsTests
{
    private readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web);

    public JsonConventionsTests() => JsonConventions.Apply(_options);

    [Theory]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    [InlineData(0.1, "0.1")]
    public void Numbers_that_are_not_finite_are_null(double value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value, _options));
        Assert.Equal($"[{json}]", JsonSerializer.Serialize(new double?[] { value }, _options));
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"1\"")]
    [InlineData("1e999")]
    public void Numbers_are_read_strictly(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<double>(json, _options));

    [Fact]
    public void Times_end_in_z()
    {
        var noonInParis = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(5_000_000);

        Assert.Equal("\"2026-07-01T10:00:00.5Z\"", JsonSerializer.Serialize(noonInParis, _options));
        Assert.Equal(noonInParis, JsonSerializer.Deserialize<DateTimeOffset>("\"2026-07-01T12:00:00.5+02:00\"", _options));
        Assert.Equal(noonInParis, JsonSerializer.Deserialize<DateTimeOffset>("\"2026-07-01T10:00:00.5\"", _options));
    }

    [Fact]
    public void Names_are_snake_case_and_words_too()
    {
        Assert.Equal(
            """{"actor_role":"administrator","is_it":true}""",
            JsonSerializer.Serialize(new { ActorRole = UserRole.Administrator, IsIt = true }, _options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<UserRole>("2", _options));
    }
}
