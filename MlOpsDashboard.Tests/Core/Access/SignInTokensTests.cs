using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Access;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access;

public sealed class SignInTokensTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Token_works_once()
    {
        var tokens = Make();
        string token = tokens.Create();

        Assert.True(tokens.Redeem(token));
        Assert.False(tokens.Redeem(token));
    }

    [Fact]
    public void Token_used_by_many_at_once_works_for_one()
    {
        var tokens = Make();
        string token = tokens.Create();
        int won = 0;
        Parallel.For(0, 64, _ => Interlocked.Add(ref won, tokens.Redeem(token) ? 1 : 0));

        Assert.Equal(1, won);
    }

    [Fact]
    public void Token_Expires()
    {
        var tokens = Make();
        string token = tokens.Create();
        _clock.Advance(TimeSpan.FromMinutes(30));

        Assert.False(tokens.Redeem(token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public void Other_tokens_do_not_work(string? token)
    {
        var tokens = Make();
        tokens.Create();

        Assert.False(tokens.Redeem(token));
    }

    private SignInTokens Make() => new(Options.Create(new AccessOptions { SignInMinutes = 30 }), _clock);
}
