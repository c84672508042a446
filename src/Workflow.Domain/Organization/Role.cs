namespace Workflow.Domain.Organization;

/// <summary>What a person may do in the agency; a person may hold several.</summary>
public enum Role
{
    /// <summary>Runs the plan: reads the analysis, assigns, verifies (thường trực CCHC, Phòng Nội vụ).</summary>
    Coordinator,

    /// <summary>Answers for a unit: accepts, reports, hands in (Trưởng phòng, Chủ tịch xã).</summary>
    UnitHead,

    /// <summary>Acts for the unit, but neither accepts nor hands in (chuyên viên).</summary>
    Officer,

    /// <summary>Leads the agency and reviews the plan (Chủ tịch, Phó Chủ tịch UBND).</summary>
    Chairman,

    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Keeps units, people, calendar and mail.</summary>
    Administrator,
}
