using System.Text;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Scoring;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class EnvelopeReaderTests
{
    [Theory]
    [InlineData("""{"model_name":"a","features":{"x":1}}""")]
    [InlineData("""{"features":{"x":1},"model_name":"a"}""")]
    [InlineData("""{"explain":false,"later":{"deep":[1,2]},"features":{"x":1},"request_id":null,"model_name":"a"}""")]
    public void Fields_come_in_any_order(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);

        PredictEnvelope envelope = EnvelopeReader.Read(body, "features");

        Assert.Equal("a", envelope.ModelName);
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(envelope.Payload(body)));
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("3", "body")]
    [InlineData("""{"model_name":"a","features":{}} x""", "body")]
    [InlineData("""{"model_name":"a","features":{"x":NaN}}""", "body")]
    [InlineData("""{"model_name":"a","features":{"x":Infinity}}""", "body")]
    [InlineData("""{"model_name":"a","features":[[[[[[[[[[1]]]]]]]]]]}""", "body")]
    [InlineData("""{"features":{}}""", "model_name")]
    [InlineData("""{"model_name":"a","model_id":"a:1","features":{}}""", "model_name")]
    [InlineData("""{"model_name":1,"features":{}}""", "model_name")]
    [InlineData("""{"model_name":"","features":{}}""", "model_name")]
    [InlineData("""{"model_name":"a"}""", "features")]
    [InlineData("""{"model_name":"a","features":{},"features":{}}""", "features")]
    [InlineData("""{"model_name":"a","features":{},"request_id":7}""", "request_id")]
    [InlineData("""{"model_name":"a","features":{},"explain":"yes"}""", "explain")]
    [InlineData("""{"model_name":"\ud800","features":{}}""", "model_name")]
    public void A_mistake_is_named_by_its_field(string json, string field)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);

        var exception = Assert.Throws<InvalidException>(() => EnvelopeReader.Read(body, "features"));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public void A_long_identifier_is_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"model_name":"a","features":{},"request_id":"{{new string('x', 201)}}"}""");

        var exception = Assert.Throws<InvalidException>(() => EnvelopeReader.Read(body, "features"));

        Assert.Equal(["request_id"], exception.Errors.Keys);
    }
}
