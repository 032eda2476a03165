using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Predicting;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class RecentAnswersTests
{
    [Fact]
    public void A_repeated_request_gets_the_same_answer()
    {
        var recent = new RecentAnswers(2);
        byte[] answer = [1, 2];

        Assert.Null(recent.Find("a", 7));
        Assert.Equal((answer, true), recent.Remember("a", 7, answer));
        Assert.Same(answer, recent.Find("a", 7));
    }

    [Fact]
    public void Of_two_at_once_the_first_answer_stays()
    {
        var recent = new RecentAnswers(2);
        byte[] first = [1];

        recent.Remember("a", 7, first);

        Assert.Equal((first, false), recent.Remember("a", 7, [2]));
    }

    [Fact]
    public void Of_two_different_requests_under_one_key_at_once_the_second_is_a_conflict()
    {
        var recent = new RecentAnswers(2);
        recent.Remember("a", 7, [1]);

        Assert.Throws<ConflictException>(() => recent.Remember("a", 8, [2]));
    }

    [Fact]
    public void A_key_for_another_request_is_a_conflict()
    {
        var recent = new RecentAnswers(2);
        recent.Remember("a", 7, [1]);

        Assert.Throws<ConflictException>(() => recent.Find("a", 8));
    }

    [Fact]
    public void The_oldest_goes_first()
    {
        var recent = new RecentAnswers(2);
        recent.Remember("a", 1, [1]);
        recent.Remember("b", 2, [2]);
        recent.Remember("c", 3, [3]);

        Assert.Null(recent.Find("a", 1));
        Assert.NotNull(recent.Find("b", 2));
    }

    [Fact]
    public void A_forgotten_key_is_free_again_and_takes_no_room()
    {
        var recent = new RecentAnswers(2);
        recent.Remember("a", 1, [1]);
        recent.Forget("a");
        recent.Forget("a");
        recent.Remember("b", 2, [2]);
        recent.Remember("a", 3, [3]);

        Assert.NotNull(recent.Find("a", 3));
        Assert.NotNull(recent.Find("b", 2));
    }
}
