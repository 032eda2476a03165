using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Hosting;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

public sealed class StartFailureTests
{
    [Fact]
    public void Known_failures_are_one_sentence()
    {
        Assert.Equal("The folder is taken.", StartFailure.Sentence(new StartException("The folder is taken.")));
        Assert.Equal(
            "The number must be from 1 to 64.",
            StartFailure.Sentence(new OptionsValidationException(
                "JobsOptions",
                typeof(string),
                ["DataAnnotation validation failed for 'JobsOptions' members: 'MaxConcurrent' with the error: 'The number must be from 1 to 64.'."])));
        Assert.Equal(
            "Database:Provider cannot be \"Oracle\".",
            StartFailure.Sentence(new InvalidOperationException(
                "Failed to convert configuration value 'Oracle' at 'Database:Provider' to type 'X'.")));
        Assert.Contains("--urls", StartFailure.Sentence(new IOException(
            "Failed to bind to address http://127.0.0.1:5080: address already in use.",
            new AddressInUseException("Address already in use"))));
    }

    [Fact]
    public void All_failures_of_options_are_in_one_message()
    {
        var many = new AggregateException(
            new OptionsValidationException("A", typeof(string), ["First."]),
            new OptionsValidationException("B", typeof(string), ["Second."]));

        Assert.Equal("First. Second.", StartFailure.Sentence(many));
    }

    [Fact]
    public void Faults_of_ours_keep_their_stack() => Assert.Null(StartFailure.Sentence(new InvalidOperationException("A bug.")));
}
