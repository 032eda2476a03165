using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Core;

public sealed class FaultTests
{
    [Fact]
    public void Reason_goes_on_behind_what_the_field_is_called()
    {
        Fault fault = InvalidException.Of("trials", "must be 1 or more.").Faults[0];

        Assert.Equal("trials must be 1 or more.", fault.Sentence);
        Assert.Equal("Trials at most must be 1 or more.", (fault with { Name = "Trials at most" }).Sentence);
    }

    [Fact]
    public void Sentence_of_its_own_stays_whatever_the_field_is_called() =>
        Assert.Equal("There is no metric x.", (new Fault("metric", "There is no metric x.") with { Name = "Judge by" }).Sentence);

    [Fact]
    public void Errors_gathers_the_first_fault_of_each_field()
    {
        var errors = new RequestErrors();
        errors.Must(false, "b", "is first.");
        errors.Require(false, "b", "Second.");
        errors.Try(() => throw new InvalidException("a", "Thrown."));
        errors.Within(3, new NumberLimit<int>(1, 2), "c");
        errors.Within(null, new NumberLimit<int>(1, 2), "d");

        var thrown = Assert.Throws<InvalidException>(errors.ThrowIfAny);

        Assert.Equal("b is first. Thrown. c must be from 1 to 2, not 3.", thrown.Message);
        Assert.Equal(["b", "a", "c"], thrown.Errors.Keys);
    }
}
