using MlOpsDashboard.Core.Logs;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Logs;

public sealed class SecretFilterTests
{
    [Theory]
    [InlineData("GET http://localhost/signin?token=dGhpcyBpcw - -", "GET http://localhost/signin?token=*** - -")]
    [InlineData("wss://h/hubs/live?access_token=eyJh.b.c&id=7", "wss://h/hubs/live?access_token=***&id=7")]
    [InlineData("X-API-Key: hunter2hunter2", "X-API-Key: ***")]
    [InlineData("Authorization: Bearer eyJhbGciOi.abc.def", "Authorization: Bearer ***")]
    [InlineData("Basic dXNlcjpwYXNz failed", "Basic *** failed")]
    [InlineData("Host=db;Username=u;Password=s3cret;Database=d", "Host=db;Username=u;Password=***;Database=d")]
    [InlineData("{\"api_key\": \"abc\", \"rows\": 3}", "{\"api_key\": \"***\", \"rows\": 3}")]
    [InlineData("the key mlops_0123456789abcdefghijklmnop was used", "the key *** was used")]
    [InlineData("client_secret=a,b", "client_secret=***,b")]
    public void A_secret_is_hidden_and_the_rest_stays(string text, string clean)
    {
        Assert.Equal(clean, SecretFilter.Clean(text));
        Assert.Equal(clean, SecretFilter.Clean(clean));
    }

    [Theory]
    [InlineData("Training job 0199 for churn was queued by ada")]
    [InlineData("The primary key of predictions is missing")]
    [InlineData("2 tokens were read; 3 keys = 3 values")]
    [InlineData("Revoked API key 01998a of ada")]
    [InlineData("mlops_predictions_total grows")]
    public void What_is_no_secret_is_left_alone(string text) => Assert.Equal(text, SecretFilter.Clean(text));

    [Theory]
    [InlineData("ApiKey", true)]
    [InlineData("access_token", true)]
    [InlineData("Authorization", true)]
    [InlineData("DbPassword", true)]
    [InlineData("KeyId", false)]
    [InlineData("Tokens", false)]
    [InlineData("JobId", false)]
    public void Some_names_alone_tell_a_secret(string name, bool secret) => Assert.Equal(secret, SecretFilter.IsSecret(name));
}
