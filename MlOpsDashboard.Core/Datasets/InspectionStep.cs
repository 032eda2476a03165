namespace MlOpsDashboard.Core.Datasets;

/// <summary>The steps in which an uploaded table is read, in their order.</summary>
public enum InspectionStep
{
    /// <summary>Every row is checked, and the types of the columns are found.</summary>
    Checking,

    /// <summary>A sample is profiled and validated.</summary>
    Profiling,
}
