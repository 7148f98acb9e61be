using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ListOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Stories_MergedIntoId",
                table: "Stories");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_MergedIntoId",
                table: "AttributionEvents");

            migrationBuilder.CreateIndex(
                name: "IX_Stories_MergedIntoId_LastSeenAt_Id",
                table: "Stories",
                columns: new[] { "MergedIntoId", "LastSeenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_MergedIntoId_Sequence",
                table: "AttributionEvents",
                columns: new[] { "MergedIntoId", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Stories_MergedIntoId_LastSeenAt_Id",
                table: "Stories");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_MergedIntoId_Sequence",
                table: "AttributionEvents");

            migrationBuilder.CreateIndex(
                name: "IX_Stories_MergedIntoId",
                table: "Stories",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_MergedIntoId",
                table: "AttributionEvents",
                column: "MergedIntoId");
        }
    }
}
