namespace Monitor.Delivery;

public enum OutboxState
{
    /// <summary>Composed, never tried.</summary>
    Pending,

    /// <summary>A worker may have begun to send: committed before the first byte.</summary>
    Sending,

    /// <summary>Accepted by the other side.</summary>
    Sent,

    /// <summary>Refused for now, waits for its next try.</summary>
    Deferred,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>May have been taken or not; waits to be sent again under the same id.</summary>
    Unknown,

    /// <summary>Given up, and shown to the operator: nobody knows whether it arrived, or it could not be sent for days.</summary>
    Parked,

    /// <summary>Taken back before it went out, since a later message tells the same.</summary>
    Withdrawn,
}
