namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>The series of one name, whatever their kind.</summary>
internal interface IObservedSeries
{
    /// <summary>Ends a round in which observable instruments reported: series that none reported are forgotten.</summary>
    void ForgetUnobserved();
}
